using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Prompts;

/// <summary>Writes the files of a repository into so much room: all of them where they fit, else deep folders as a count of what they hold.</summary>
internal static class FileTreeText
{
    private const int MaxFolderDepth = 32;

    /// <param name="paths">Paths in ordinal order.</param>
    /// <param name="tokens">Most tokens of the text.</param>
    public static string Fit(IReadOnlyList<string> paths, int tokens)
    {
        var whole = string.Join('\n', paths);
        if (TokenEstimate.Count(whole) <= tokens)
        {
            return whole;
        }

        // The deepest level at which the text still fits; each level is one pass over the paths.
        for (var depth = MaxFolderDepth; depth > 0; depth--)
        {
            var text = Fold(paths, depth);
            if (TokenEstimate.Count(text) <= tokens)
            {
                return text;
            }
        }

        return TokenEstimate.Cut(Fold(paths, 0), tokens);
    }

    // src/deep/ (12 files)
    private static string Fold(IReadOnlyList<string> paths, int depth)
    {
        var text = new StringBuilder();
        foreach (var group in paths.GroupBy(path => FolderAt(path, depth), StringComparer.Ordinal))
        {
            if (group.Key.Length == 0)
            {
                text.AppendJoin('\n', group);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{group.Key} ({group.Count()} files)");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The folder of a path that lies deeper than so many folders, cut to that depth; empty for one that does not.</summary>
    private static string FolderAt(string path, int depth)
    {
        var end = -1;
        for (var i = 0; i <= depth; i++)
        {
            end = path.IndexOf('/', end + 1);
            if (end < 0)
            {
                return "";
            }
        }

        return path[..(end + 1)];
    }
}
