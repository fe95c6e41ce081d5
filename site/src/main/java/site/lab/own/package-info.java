/// The labs that a learner makes, keeps and comes back to: the page where the course is done.
///
/// [site.lab.own.OwnLabs] knows which labs a learner has, and wakes them; [site.lab.own.LabPages]
/// are the pages.
///
/// The clusters themselves are those of [site.lab], which draws them too.
@NullMarked
package site.lab.own;

import org.jspecify.annotations.NullMarked;
