package portolan.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// The program cannot start, and a person can do something about it. Printed as it is, without a
/// stack trace.
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final String wayOut;

  /// @param problem what is wrong, a whole sentence
  /// @param wayOut what to do about it, a whole sentence
  public CannotStart(String problem, String wayOut) {
    super(problem + " " + wayOut);
    this.problem = problem;
    this.wayOut = wayOut;
  }

  public CannotStart(String problem, String wayOut, Throwable cause) {
    this(problem, wayOut);
    initCause(cause);
  }

  /// What went wrong with a file, in words.
  public static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such file or folder";
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /// The failure at the bottom of another.
  public static Throwable root(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  public String problem() {
    return problem;
  }

  public String wayOut() {
    return wayOut;
  }

  /// The whole text.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
