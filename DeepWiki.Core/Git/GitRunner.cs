using DeepWiki.Core.Errors;
using DeepWiki.Core.Processes;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>Starts git with an argument vector, an environment built from nothing and kernel limits.</summary>
public sealed class GitRunner(ChildProcesses children, WorkRoot root, IOptions<GitOptions> options)
{
    internal string Home => root.Home;

    internal bool IsShortOfSpace => root.IsShortOfSpace();

    /// <summary>The version of the git that is used, or null when there is none.</summary>
    public async Task<string?> FindVersionAsync(CancellationToken cancellationToken)
    {
        if (!children.Has("git"))
        {
            return null;
        }

        var command = Command(new GitArguments(GitSubcommand.Version), null, GitEnvironment.Reading(Home), TimeSpan.FromSeconds(10), null);
        var result = await children.RunAsync(command, 4096, cancellationToken);
        var text = System.Text.Encoding.UTF8.GetString(result.Output.Span).Trim();

        return result.IsSuccess && text.StartsWith("git version ", StringComparison.Ordinal) ? text["git version ".Length..] : null;
    }

    internal Task<ChildResult> RunAsync(
        GitArguments arguments, string? gitDirectory, GitEnvironment environment, TimeSpan limit, CancellationToken cancellationToken) =>
        children.RunAsync(Command(arguments, gitDirectory, environment, limit, null), 1 << 20, cancellationToken);

    internal Task<ChildProcess> StartAsync(
        GitArguments arguments,
        string? gitDirectory,
        GitEnvironment environment,
        TimeSpan limit,
        Action<ReadOnlyMemory<byte>>? onError,
        CancellationToken cancellationToken) =>
        children.StartAsync(Command(arguments, gitDirectory, environment, limit, onError), cancellationToken);

    private ChildCommand Command(
        GitArguments arguments, string? gitDirectory, GitEnvironment environment, TimeSpan limit, Action<ReadOnlyMemory<byte>>? onError)
    {
        if (!children.Has("git"))
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "Git is not installed on the server.");
        }

        root.EnsureExists();
        if (gitDirectory is not null && arguments.ReadsObjects && root.ReaderOf(gitDirectory) is { } reader)
        {
            environment.WithObjectsOf(gitDirectory);
            gitDirectory = reader;
        }

        return new ChildCommand("git", arguments.ToVector(gitDirectory), environment.ToVariables(), root.EmptyFolder, limit)
        {
            Limits = ChildLimits.Default with { AddressSpace = options.Value.MaxAddressSpace },
            OnError = onError,
        };
    }
}
