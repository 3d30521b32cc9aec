// Shapes of what crosses the boundary as plain data.
