/// JSONPath templates, as `-o jsonpath`, `--sort-by` and `-o custom-columns` take them.
///
/// A template is text with expressions in braces; [kube.tools.kubectl.path.TemplateParser] reads it
/// into steps, and [kube.tools.kubectl.path.JsonPath] walks an object along them.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/jsonpath/
@NullMarked
package kube.tools.kubectl.path;

import org.jspecify.annotations.NullMarked;
