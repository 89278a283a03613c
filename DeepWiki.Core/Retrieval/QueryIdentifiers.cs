using System.Collections.Frozen;

namespace DeepWiki.Core.Retrieval;

/// <summary>Names of files and of declarations that a question spells out, in lower case.</summary>
/// <param name="Files">Words such as <c>src/retry.cs</c> and <c>retry.cs</c>.</param>
/// <param name="Identifiers">Words such as <c>retrypolicy</c> of <c>RetryPolicy</c>, <c>max_size</c>, or a name behind which brackets stand.</param>
internal sealed record QueryIdentifiers(IReadOnlyList<string> Files, IReadOnlyList<string> Identifiers)
{
    private const int MaxNames = 16;
    private const int MaxNameLength = 200;

    private static readonly FrozenSet<char> Inside = FrozenSet.Create('_', '.', '/', '-', '$', ':', '#');

    public static QueryIdentifiers In(string question)
    {
        var (files, identifiers) = (new List<string>(), new List<string>());
        for (var start = 0; start < question.Length && files.Count < MaxNames && identifiers.Count < MaxNames;)
        {
            var end = start;
            while (end < question.Length && (char.IsLetterOrDigit(question[end]) || Inside.Contains(question[end])))
            {
                end++;
            }

            var isCall = end + 1 < question.Length && question[end] == '(' && question[end + 1] == ')';
            var word = question[start..end].Trim('.', '/', '-', ':', '#');
            if (word.Length is > 1 and <= MaxNameLength)
            {
                Sort(word, isCall, files, identifiers);
            }

            start = Math.Max(end, start + 1);
        }

        return new QueryIdentifiers(Distinct(files), Distinct(identifiers));
    }

    private static void Sort(string word, bool isCall, List<string> files, List<string> identifiers)
    {
        var dot = word.LastIndexOf('.');
        var ending = dot > 0 ? word[(dot + 1)..] : "";
        if (ending.Length is > 0 and <= 8 && ending.All(char.IsAsciiLetterOrDigit) && ending.Any(char.IsAsciiLetter))
        {
            files.Add(word.ToLowerInvariant());
        }

        // Of Type.Member the member, and the type too.
        foreach (var part in word.Split(['.', ':', '#', '/', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length > 2 && (isCall || IsIdentifier(part)))
            {
                identifiers.Add(part.ToLowerInvariant());
            }
        }
    }

    // A capital behind a small letter, an underscore inside, or digits among letters: no word of prose looks like that.
    private static bool IsIdentifier(string word)
    {
        var trimmed = word.Trim('_');
        if (trimmed.Contains('_', StringComparison.Ordinal))
        {
            return true;
        }

        for (var i = 1; i < trimmed.Length; i++)
        {
            if (char.IsUpper(trimmed[i]) && char.IsLower(trimmed[i - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> Distinct(List<string> names) => [.. names.Distinct(StringComparer.Ordinal).Take(MaxNames)];
}
