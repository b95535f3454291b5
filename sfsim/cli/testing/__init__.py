"""`sfsim test`: choosing test methods, running them on several processes, telling the outcome."""
