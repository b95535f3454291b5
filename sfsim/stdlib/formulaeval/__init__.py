"""The FormulaEval namespace: formulas evaluated by Apex."""
