/// The labs that a learner makes, keeps and comes back to: the page where the course is done.
///
/// Read in this order: [site.lab.own.OwnLabs] knows which labs a learner has, and wakes them;
/// [site.lab.own.LabPages] are the pages; [site.lab.own.Terminal] runs one command line after the
/// other in a lab, and [site.lab.own.TerminalSocket] carries it to the page;
/// [site.lab.own.Applying] tries and applies what is typed in the editor, [site.lab.own.Schemas]
/// knows what could be typed next; [site.lab.own.ClientProxy] lets the learner's own kubectl in.
///
/// The clusters themselves are those of [site.lab], which draws them too.
@NullMarked
package site.lab.own;

import org.jspecify.annotations.NullMarked;
