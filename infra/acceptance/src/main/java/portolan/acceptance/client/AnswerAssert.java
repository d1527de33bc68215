package portolan.acceptance.client;

import org.assertj.core.api.AbstractAssert;

/// What is expected of an [Answer].
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {
  AnswerAssert(Answer answer) {
    super(answer, AnswerAssert.class);
  }

  public AnswerAssert hasStatus(int... statuses) {
    for (var status : statuses) {
      if (actual.status() == status) {
        return this;
      }
    }
    throw failure("expected status %s of%n  %s", java.util.Arrays.toString(statuses), actual);
  }

  /// A "no" in the form that both APIs share: `{"errors":[{"code","message"}]}`.
  public AnswerAssert isRefused(int status, String code) {
    hasStatus(status);
    if (!actual.codes().contains(code) || actual.message().isBlank()) {
      throw failure("expected the error %s, with words, in%n  %s", code, actual);
    }
    return this;
  }

  public AnswerAssert hasHeader(String name, String value) {
    if (!actual.headers().allValues(name).contains(value)) {
      throw failure("expected %s: %s in%n  %s", name, value, actual);
    }
    return this;
  }

  public AnswerAssert hasNoHeader(String name) {
    if (actual.header(name).isPresent()) {
      throw failure("expected no %s in%n  %s", name, actual);
    }
    return this;
  }

  public AnswerAssert says(String... words) {
    for (var word : words) {
      if (!actual.text().contains(word)) {
        throw failure("expected the word %s in%n  %s", word, actual);
      }
    }
    return this;
  }

  public AnswerAssert hasBody(byte[] bytes) {
    if (!java.util.Arrays.equals(actual.body(), bytes)) {
      throw failure("expected other %d bytes of%n  %s", bytes.length, actual);
    }
    return this;
  }
}
