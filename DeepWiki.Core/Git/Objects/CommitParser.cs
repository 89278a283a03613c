using System.Globalization;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Git.Objects;

/// <summary>Reads a raw commit object: header lines, an empty line, the message.</summary>
internal static class CommitParser
{
    private const int MaxName = 256;
    private const int MaxSubject = 1024;
    private const long LastSecond = 253_402_300_799; // The end of the year 9999.

    public static CommitInfo Parse(ObjectId id, ReadOnlySpan<byte> content)
    {
        var headerEnd = content.IndexOf("\n\n"u8);
        var header = Encoding.UTF8.GetString(headerEnd < 0 ? content : content[..headerEnd]).Split('\n');
        var message = headerEnd < 0 ? [] : content[(headerEnd + 2)..];
        if (!ObjectId.TryParse(Field(header, "tree "), out var tree))
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "The commit has no tree.");
        }

        var (author, authoredAt) = Person(Field(header, "author "));
        var (_, committedAt) = Person(Field(header, "committer "));
        var subject = message.TrimStart("\n\r \t"u8);
        var subjectEnd = subject.IndexOf((byte)'\n');
        subject = subjectEnd < 0 ? subject : subject[..subjectEnd];

        return new CommitInfo(
            id, tree, author, authoredAt, committedAt, Clean(Encoding.UTF8.GetString(subject[..Math.Min(subject.Length, 4 * MaxSubject)]), MaxSubject));
    }

    private static string Field(string[] header, string name) =>
        Array.Find(header, line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";

    // A line such as "Jane Doe <jane@example.org> 1700000000 +0100".
    private static (string Name, DateTimeOffset? At) Person(string text)
    {
        var mail = text.IndexOf('<', StringComparison.Ordinal);
        var mailEnd = text.LastIndexOf('>');
        var words = mailEnd < 0 ? [] : text[(mailEnd + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isDate = words.Length > 0 & long.TryParse(words.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= LastSecond;

        return (Clean(mail < 0 ? text : text[..mail], MaxName), isDate ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    private static string Clean(string text, int maxBytes)
    {
        var clean = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? new Rune(' ') : rune;
            bytes += shown.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            clean.Append(shown);
        }

        return clean.ToString().Trim();
    }
}
