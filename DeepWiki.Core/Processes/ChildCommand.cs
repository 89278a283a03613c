namespace DeepWiki.Core.Processes;

/// <summary>Command to start: a program, its argument vector and its whole environment. No shell ever reads it.</summary>
/// <param name="Program">Name to look up in the tools' search path, or an absolute path.</param>
/// <param name="Arguments">The vector; visible to every user of the machine, so it holds no secret.</param>
/// <param name="Environment">All variables the child gets: nothing is inherited.</param>
/// <param name="WorkingDirectory">An existing folder.</param>
/// <param name="TimeLimit">Time after which the child and all it started are ended.</param>
public sealed record ChildCommand(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingDirectory,
    TimeSpan TimeLimit)
{
    public ChildLimits Limits { get; init; } = ChildLimits.Default;

    /// <summary>Callback that gets standard error as it comes, in pieces of any size; must be quick. Null for none.</summary>
    public Action<ReadOnlyMemory<byte>>? OnError { get; init; }
}
