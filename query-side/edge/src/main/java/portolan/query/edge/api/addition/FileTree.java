package portolan.query.edge.api.addition;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.language.refusal.Refusal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The files of a model, in their folders: `[{"name","type","size","children"}]`, folders first and
/// each kind by name. What strangers write as paths is taken for nothing but names to be shown.
final class FileTree {
  private static final int LONGEST = 4096;
  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 10_000;
  private static final Comparator<Node> ORDER =
      Comparator.comparing((Node node) -> !node.folder()).thenComparing(Node::name);

  private final Node root = Node.folder("");
  private int nodes;

  private record Node(String name, long size, @Nullable TreeMap<String, Node> children) {
    static Node folder(String name) {
      return new Node(name, 0, new TreeMap<>());
    }

    boolean folder() {
      return children != null;
    }
  }

  /// @param path with a slash at its end for a folder
  void add(String path, long size) {
    var parts = parts(path);
    var at = root;
    for (var it = parts.iterator(); it.hasNext(); ) {
      var name = it.next();
      boolean folder = it.hasNext() || path.endsWith("/");
      at = child(at, name, folder, size);
    }
  }

  private Node child(Node folder, String name, boolean isFolder, long size) {
    if (folder.children() == null) {
      throw unreadable("a file lies in another one");
    }
    var known = folder.children().get(name);
    if (known == null) {
      if (++nodes > MOST_NODES) {
        throw unreadable("more than " + MOST_NODES + " files and folders");
      }
      known = isFolder ? Node.folder(name) : new Node(name, size, null);
      folder.children().put(name, known);
    }
    if (known.folder() != isFolder) {
      throw unreadable("a file is called as a folder is");
    }
    return known;
  }

  /// Without what says nothing, and never above the first folder.
  private static ArrayDeque<String> parts(String path) {
    var parts = new ArrayDeque<String>();
    if (path.length() > LONGEST) {
      throw unreadable("a path is longer than " + LONGEST);
    }
    for (var part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.size() > DEEPEST) {
      throw unreadable("folders are deeper than " + DEEPEST);
    }
    return parts;
  }

  /// Null in JSON when there are no files.
  String json() {
    return nodes == 0 ? "null" : list(root, JsonMapper.shared().createArrayNode()).toString();
  }

  private static ArrayNode list(Node folder, ArrayNode into) {
    if (folder.children() != null) {
      folder.children().values().stream().sorted(ORDER).forEach(child -> show(child, into));
    }
    return into;
  }

  private static void show(Node node, ArrayNode into) {
    var shown = into.addObject().put("name", node.name());
    shown.put("type", node.folder() ? "directory" : "file");
    if (node.size() != 0) {
      shown.put("size", node.size());
    }
    if (node.children() != null && !node.children().isEmpty()) {
      list(node, shown.putArray("children"));
    }
  }

  private static RuntimeException unreadable(String why) {
    return new Refusal.ParameterInvalid("addition", "the model's files cannot be listed: " + why)
        .asException();
  }
}
