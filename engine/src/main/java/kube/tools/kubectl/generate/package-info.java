/// Objects from a few words: what `create deployment`, `run`, `expose` and the like write for you.
///
/// Each verb turns its flags into the manifest that a person would have written, and
/// [kube.tools.kubectl.generate.Draft] sends or prints it.
@NullMarked
package kube.tools.kubectl.generate;

import org.jspecify.annotations.NullMarked;
