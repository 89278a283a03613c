using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Git;

/// <summary>Turns what git wrote to standard error, partly in the words of a foreign host, into an error fit for the user's eyes.</summary>
internal static class GitErrorText
{
    private const int MaxLength = 300;

    private static readonly (string Pattern, ErrorCode Code)[] Patterns =
    [
        ("returned error: 401", ErrorCode.RepositoryAccessDenied),
        ("returned error: 403", ErrorCode.RepositoryAccessDenied),
        ("Authentication failed", ErrorCode.RepositoryAccessDenied),
        ("could not read Username", ErrorCode.RepositoryAccessDenied),
        ("could not read Password", ErrorCode.RepositoryAccessDenied),
        ("terminal prompts disabled", ErrorCode.RepositoryAccessDenied),
        ("returned error: 404", ErrorCode.RepositoryNotFound),
        ("returned error: 410", ErrorCode.RepositoryNotFound),
        ("not found", ErrorCode.RepositoryNotFound),
        ("couldn't find remote ref", ErrorCode.RepositoryNotFound),
        ("not our ref", ErrorCode.RepositoryNotFound),
        ("unadvertised object", ErrorCode.RepositoryNotFound),
        ("pack exceeds maximum allowed size", ErrorCode.RepositoryTooLarge),
        ("File size limit exceeded", ErrorCode.RepositoryTooLarge),
        ("No space left on device", ErrorCode.RepositoryTooLarge),
    ];

    /// <summary>The error for a call that failed; <paramref name="token"/> is hidden should the host repeat it.</summary>
    public static DeepWikiException ToException(ChildResult result, Secret? token)
    {
        if (result.IsTimedOut)
        {
            return new DeepWikiException(ErrorCode.IndexFailed, "The Git host did not answer in time.");
        }

        if (result.IsCut)
        {
            return new DeepWikiException(ErrorCode.RepositoryTooLarge, "The repository has too many references.");
        }

        if (HasMoved(result.Error))
        {
            return new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository has moved; use its new address.");
        }

        var line = LastLine(result.Error);
        var code = Array.Find(Patterns, row => line.Contains(row.Pattern, StringComparison.OrdinalIgnoreCase));

        return new DeepWikiException(code.Pattern is null ? ErrorCode.IndexFailed : code.Code, Clean(line, token));
    }

    /// <summary>One line without escapes, control characters, addresses, paths and the token.</summary>
    public static string Clean(string line, Secret? token)
    {
        var text = WithoutControls(line);
        foreach (var form in Forms(token))
        {
            text = text.Replace(form, "***TOKEN***", StringComparison.Ordinal);
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Contains("://", StringComparison.Ordinal) || word.TrimStart('\'', '"', '(', '<').StartsWith('/') ? "…" : word);
        var clean = string.Join(' ', words);

        return clean.Length == 0 ? "Git failed without a word." : Cut(clean);
    }

    private static bool HasMoved(string error) =>
        error.Contains("returned error: 30", StringComparison.Ordinal)
        || error.Contains("unable to update url base from redirection", StringComparison.Ordinal);

    // What git itself says comes last; a host's own words only when git found none.
    private static string LastLine(string error)
    {
        var lines = error.Split('\n', '\r');

        return Array.FindLast(lines, line => line.StartsWith("fatal:", StringComparison.Ordinal))
            ?? Array.FindLast(lines, line => line.StartsWith("remote:", StringComparison.Ordinal))
            ?? Array.FindLast(lines, line => line.StartsWith("error:", StringComparison.Ordinal))
            ?? "";
    }

    private static string WithoutControls(string line)
    {
        var text = new StringBuilder(Math.Min(line.Length, 4096));
        for (var i = 0; i < line.Length && text.Length < 4096; i++)
        {
            // A terminal sequence: ESC [ parameters, then one letter.
            if (line[i] == '\u001b')
            {
                i += i + 1 < line.Length && line[i + 1] == '[' ? 1 : 0;
                while (i + 1 < line.Length && !char.IsAsciiLetter(line[i + 1]))
                {
                    i++;
                }

                i++;
            }
            else
            {
                text.Append(IsPlain(line[i]) ? line[i] : ' ');
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(char character) => !char.IsControl(character) && !char.IsSurrogate(character)
        && char.GetUnicodeCategory(character) is not System.Globalization.UnicodeCategory.Format;

    private static IEnumerable<string> Forms(Secret? token)
    {
        if (token is null)
        {
            yield break;
        }

        var value = token.Reveal();
        yield return value;
        yield return Uri.EscapeDataString(value);

        // Base64 depends on what stands before; the middle of each of the three alignments is the same wherever it occurs.
        for (var shift = 0; shift < 3; shift++)
        {
            var bytes = Encoding.UTF8.GetBytes(new string(' ', shift) + value);
            var encoded = Convert.ToBase64String(bytes).TrimEnd('=');
            var from = shift == 0 ? 0 : 4;
            if (encoded.Length - from - 1 >= 6)
            {
                yield return encoded[from..^1];
                yield return encoded[from..^1].Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..(MaxLength - 1)] + "…";
}
