/// What all kinds have in common that make Pods from a template.
@NullMarked
package kube.controlplane.apiserver.strategy.template;

import org.jspecify.annotations.NullMarked;
