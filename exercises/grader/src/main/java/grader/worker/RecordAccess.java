package grader.worker;

/// Takes the records of one type apart and builds them again, by plain calls.
///
/// A worker lives for one submission and takes tens of thousands of records apart. By reflection
/// that costs it more than the learner's own code, so a class of this kind is written for each
/// record before any worker starts, beside the record and with its name before [#SUFFIX]. Where
/// there is none, as in the grader itself, [RecordShape] does the same by reflection.
public interface RecordAccess {
  /// What the name of such a class ends with.
  String SUFFIX = "$$Access";

  /// The components in their order.
  Object[] parts(Object value);

  /// The record that has these components.
  Object build(Object[] components);
}
