using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Looks at the start whether there is a git to read repositories with. Without one a worker would only fail jobs others could do.</summary>
internal sealed partial class GitCheck(GitRunner git, ILogger<GitCheck> logger)
{
    // Of Debian 12, whose builds carry the fixes of later versions. Older ones lack settings that keep a hostile repository in its place.
    private static readonly Version MinVersion = new(2, 39);

    /// <summary>False when the worker cannot work; the log says why.</summary>
    public async Task<bool> IsUsableAsync(CancellationToken cancellationToken)
    {
        if (await git.FindVersionAsync(cancellationToken) is not { } version)
        {
            LogMissing();
            return false;
        }

        if (Parse(version) < MinVersion)
        {
            LogOld(version);
        }
        else
        {
            LogVersion(version);
        }

        return true;
    }

    // Such as "2.39.5", "2.39.5 (Apple Git-154)" or "2.45.1.windows.1".
    internal static Version Parse(string text)
    {
        var numbers = text.Split(' ')[0].Split('.').TakeWhile(part => int.TryParse(part, out _)).Take(3).ToList();
        return numbers.Count >= 2 && Version.TryParse(string.Join('.', numbers), out var version) ? version : new Version(0, 0);
    }

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "DW1011 git was not found, so nothing can be indexed here. Run ./eng/setup.sh, or install git 2.39 or newer")]
    private partial void LogMissing();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "git {Version} is older than 2.39 and lacks protection against hostile repositories. Install a newer one")]
    private partial void LogOld(string version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Repositories are read with git {Version}")]
    private partial void LogVersion(string version);
}
