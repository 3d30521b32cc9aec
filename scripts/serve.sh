#!/usr/bin/env bash
# serve.sh PORT: serves www/dist until it is stopped, and says where.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
port=$1

# Says so when the page answers and not before; gives up when the server is gone.
(node -e '
  const [url, server] = process.argv.slice(1);
  const ask = () => fetch(url).then(
    () => console.log(`\nInvocation Inspector: ${url} (Ctrl-C stops it)\n`),
    () => { process.kill(+server, 0); setTimeout(ask, 100); },
  ).catch(() => {});
  ask();' "http://127.0.0.1:$port" $$ &)

# Vite itself and not "npm run serve": npm puts a shell between, and a server whose shell is ended lives on.
cd www
exec node_modules/.bin/vite preview --host 127.0.0.1 --port "$port" --strictPort --logLevel warn
