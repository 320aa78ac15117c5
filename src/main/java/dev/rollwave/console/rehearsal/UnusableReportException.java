package dev.rollwave.console.rehearsal;

/** A file is no report of a run that a rehearsal can be laid beside; the message says why. */
public final class UnusableReportException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableReportException(String message) {
    super(message);
  }
}
