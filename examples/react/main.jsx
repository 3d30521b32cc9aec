// React 19 sets properties of custom elements and listens to their events.
import "invocation-inspector/define";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import response from "../response.json";

function App() {
  const [chosen, setChosen] = useState("");
  return (
    <>
      <p>Chosen: {chosen}</p>
      <invocation-inspector response={response} view="table" onii-selection={(event) => setChosen(event.instanceId ?? "")} />
    </>
  );
}

createRoot(document.getElementById("root")).render(<App />);
