/// The exercises of chapter 4: kubectl and kubeconfig.
@NullMarked
package catalog.kubectl;

import org.jspecify.annotations.NullMarked;
