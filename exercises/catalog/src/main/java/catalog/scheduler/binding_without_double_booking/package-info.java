/// X15, binding without double-booking: whose turn it is, and who already has which seat.
///
/// The slot is [kube.controlplane.scheduler.slot.SchedulingLoop]; what passes keeps the queue of the
/// cluster's scheduler.
@NullMarked
package catalog.scheduler.binding_without_double_booking;

import org.jspecify.annotations.NullMarked;
