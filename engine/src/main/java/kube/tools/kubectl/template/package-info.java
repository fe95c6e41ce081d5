/// Go templates, the `-o go-template` of kubectl.
///
/// A [kube.tools.kubectl.template.Lexer] cuts the text into tokens,
/// [kube.tools.kubectl.template.TemplateReader] makes [kube.tools.kubectl.template.Node]s of them,
/// and [kube.tools.kubectl.template.GoTemplate] fills them from an object, with the functions of
/// [kube.tools.kubectl.template.Functions] and values written by
/// [kube.tools.kubectl.template.GoText]. No Java library does this with Go's own messages.
///
/// **In Kubernetes:** https://pkg.go.dev/text/template
@NullMarked
package kube.tools.kubectl.template;

import org.jspecify.annotations.NullMarked;
