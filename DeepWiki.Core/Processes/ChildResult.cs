namespace DeepWiki.Core.Processes;

/// <summary>Result of a child process that was run to its end.</summary>
/// <param name="ExitCode">Its exit code; 128 and above when a signal ended it.</param>
/// <param name="Output">Standard output up to the cap.</param>
/// <param name="Error">The last part of standard error, decoded leniently.</param>
/// <param name="IsTimedOut">True when it was ended for its time limit.</param>
/// <param name="IsCut">True when it wrote more than the cap and was ended for it.</param>
public sealed record ChildResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error, bool IsTimedOut, bool IsCut)
{
    public bool IsSuccess => ExitCode == 0 && !IsTimedOut && !IsCut;
}
