// Vue 3: a dot sets a property. In templates, tell the compiler: isCustomElement: (tag) => tag.startsWith("invocation-").
import "invocation-inspector/define";
import { createApp, h, ref } from "vue";
import response from "../response.json";

createApp({
  setup() {
    const chosen = ref("");
    return () => [
      h("p", `Chosen: ${chosen.value}`),
      h("invocation-inspector", { ".response": response, view: "table", "onIi-selection": (event) => (chosen.value = event.instanceId ?? "") }),
    ];
  },
}).mount("#app");
