/// The whole course to take along: one file of HTML that needs nothing else, and a PDF for paper.
///
/// Both are made from what the site shows: [site.book.Chapters] turns the parts of lessons and
/// statements into text that stands alone, [site.book.Book] puts them together, and
/// [site.book.BookPages] offers them.
@NullMarked
package site.book;

import org.jspecify.annotations.NullMarked;
