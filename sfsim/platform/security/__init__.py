"""Who may do what: permissions of users, and the places where user mode enforces them."""
