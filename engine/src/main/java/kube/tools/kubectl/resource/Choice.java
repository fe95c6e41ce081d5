package kube.tools.kubectl.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import kube.tools.kubectl.CommandFailure;

/// What the words of a command line choose: whole kinds, or objects by name.
///
/// @param resource the kind
/// @param names which of them; empty for all
public record Choice(ApiResource resource, List<String> names) {

  public Choice {
    names = List.copyOf(names);
  }

  /// Nothing was chosen, by no word and no file.
  public static CommandFailure missing() {
    return CommandFailure.of("""
        You must provide one or more resources by argument or filename.
        Example resource specifications include:
           '-f rsrc.yaml'
           '--filename=rsrc.json'
           '<resource> <name>'
           '<resource>'""");
  }

  /// Reads `TYPE[,TYPE] [NAME…]` or `TYPE/NAME…`; a category such as `all` stands for its kinds.
  public static List<Choice> of(Mapper mapper, List<String> words) {
    if (words.isEmpty()) return List.of();
    return words.stream().anyMatch(word -> word.contains("/"))
        ? slashed(mapper, words)
        : typed(mapper, words);
  }

  private static List<Choice> slashed(Mapper mapper, List<String> words) {
    List<Choice> choices = new ArrayList<>();
    for (String word : words) {
      String[] parts = word.split("/", -1);
      if (parts.length == 1) {
        throw CommandFailure.of("there is no need to specify a resource type as a separate argument"
            + " when passing arguments in resource/name form (e.g. 'kubectl get resource/"
            + "<resource_name>' instead of 'kubectl get resource resource/<resource_name>'");
      }
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw CommandFailure.of("arguments in resource/name form may not have more than one slash");
      }
      choices.add(new Choice(mapper.resource(parts[0]), List.of(parts[1])));
    }
    return choices;
  }

  private static List<Choice> typed(Mapper mapper, List<String> words) {
    List<String> names = words.subList(1, words.size());
    List<Choice> choices = new ArrayList<>();
    for (String type : Arrays.asList(words.getFirst().split(","))) {
      if (type.isEmpty()) {
        throw CommandFailure.of("arguments in resource form must not have an empty type");
      }
      List<ApiResource> category = mapper.find(type).isPresent()
          ? List.of()
          : mapper.category(type);
      if (category.isEmpty()) choices.add(new Choice(mapper.resource(type), names));
      category.stream().filter(resource -> resource.can("list"))
          .forEach(resource -> choices.add(new Choice(resource, names)));
    }
    return choices;
  }
}
