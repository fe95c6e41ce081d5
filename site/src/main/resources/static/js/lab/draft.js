// What a lab's YAML editor holds, whether it is open or not: the terminal knows it as editor.yaml.

const FIRST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx
        ports:
        - containerPort: 80
`;

/** The kept text of lab `id`. Where the browser keeps nothing, this page remembers. */
export function yamlDraft(id) {
  const key = `lab-draft:${id}`;
  let latest = read(key) ?? FIRST;
  return {
    text: () => latest,
    keep(text) {
      latest = text;
      try {
        localStorage.setItem(key, text);
      } catch {
        // Full or forbidden: the text lives as long as this page.
      }
    },
  };
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
