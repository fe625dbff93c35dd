"""并排: two chains, districts, years or regions beside each other, with the same rows."""
