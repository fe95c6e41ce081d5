/// What an object uses of what is limited: counted in the same way by the API server, which refuses
/// what would be too much, and by the controller that counts again.
@NullMarked
package kube.foundation.api.quota;

import org.jspecify.annotations.NullMarked;
