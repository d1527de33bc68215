package portolan.edge.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import portolan.language.refusal.Refusal;

/// What a client asks a token for: `repository:acme/web:pull,push`.
///
/// Source: distribution token specification, "Requesting a token", "Resource scope grammar".
///
/// @param actions as asked for; `*` stands for all
public record RequestedScope(String type, String name, Set<String> actions) {
  private static final int MOST = 100;
  private static final int LONGEST = 1024;
  private static final Pattern TYPE = Pattern.compile("[a-z0-9]+(?:\\([a-z0-9]+\\))?");
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*+");
  private static final Pattern ACTION = Pattern.compile("[a-z-]+|\\*");

  /// Reads `scope` parameters, each of which may hold several, parted by blanks.
  ///
  /// Fails with [Refusal.ParameterInvalid] when there are too many or one breaks the grammar.
  public static List<RequestedScope> parse(List<String> parameters) {
    var scopes = new ArrayList<RequestedScope>();
    for (var parameter : parameters) {
      for (var text : parameter.split(" ", -1)) {
        if (!text.isEmpty()) {
          scopes.add(one(text));
        }
        if (scopes.size() > MOST) {
          throw malformed("more than " + MOST + " scopes");
        }
      }
    }
    return List.copyOf(scopes);
  }

  /// Whether the client wants this action.
  public boolean asks(String action) {
    return actions.contains(action) || actions.contains("*");
  }

  private static RequestedScope one(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (text.length() > LONGEST || first < 0 || first == last) {
      throw malformed("a scope has the form type:name:action,action");
    }
    var type = text.substring(0, first);
    var name = text.substring(first + 1, last);
    if (!TYPE.matcher(type).matches() || name.length() > 255 || !NAME.matcher(name).matches()) {
      throw malformed("not a type and a name");
    }
    return new RequestedScope(type, name, actions(text.substring(last + 1)));
  }

  private static Set<String> actions(String text) {
    var actions = new LinkedHashSet<String>();
    Arrays.stream(text.split(",")).filter(it -> !it.isEmpty()).forEach(actions::add);
    if (!actions.stream().allMatch(action -> ACTION.matcher(action).matches())) {
      throw malformed("not a list of actions");
    }
    return Set.copyOf(actions);
  }

  private static RuntimeException malformed(String why) {
    return new Refusal.ParameterInvalid("scope", "invalid scope: " + why).asException();
  }
}
