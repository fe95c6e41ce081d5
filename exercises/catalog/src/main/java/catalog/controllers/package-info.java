/// The exercises about controllers, the loops that keep the cluster as it is wished.
@NullMarked
package catalog.controllers;

import org.jspecify.annotations.NullMarked;
