// What lit extends where there is no DOM: enough for the classes to be defined, and nothing more.
class Nothing {}

export { Nothing as HTMLElement };
export const customElements = {};
