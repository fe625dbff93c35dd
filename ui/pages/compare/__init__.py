"""前后与并排: two states of the region, and two things side by side."""
