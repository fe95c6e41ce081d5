/// X01, the thermostat: one step of a control loop that closes the gap between wish and world.
///
/// `Thermostat` is the slot, `Action` what it may answer. The learner's worker gets to see these
/// types and nothing else of this package.
@NullMarked
package catalog.whole_picture.thermostat;

import org.jspecify.annotations.NullMarked;
