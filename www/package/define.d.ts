// Registers the elements.
import "./index.js";
