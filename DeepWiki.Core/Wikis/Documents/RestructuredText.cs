using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Writes the inner text of reStructuredText.</summary>
internal static partial class RestructuredText
{
    private const int MaxLength = 8_000;

    /// <summary>Safe Markdown: emphasis and code as they are, references to other documents marked as links, others without their address.</summary>
    public static string Markdown(string text) => Write(text, isPlain: false);

    /// <summary>The words alone.</summary>
    public static string Plain(string text) => string.Join(' ', Write(text, isPlain: true).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Write(string text, bool isPlain)
    {
        if (text.Length > MaxLength)
        {
            return Words(text, isPlain);
        }

        var written = new StringBuilder();
        var from = 0;
        foreach (Match match in Inline().Matches(text))
        {
            // word_ is a reference only as a whole word, and one in the middle of a word is no mark.
            written.Append(Words(text[from..match.Index], isPlain)).Append(Part(match, isPlain));
            from = match.Index + match.Length;
        }

        return written.Append(Words(text[from..], isPlain)).ToString().Trim();
    }

    private static string Words(string text, bool isPlain)
    {
        var bare = text.Replace("\\ ", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        return isPlain ? bare : SafeText.Escape(bare);
    }

    private static string Part(Match match, bool isPlain)
    {
        if (match.Groups["literal"] is { Success: true } literal)
        {
            return isPlain ? literal.Value : Quotation.Code(literal.Value);
        }

        if (match.Groups["role"] is { Success: true } role)
        {
            return Role(role.Value[(role.Value.LastIndexOf(':') + 1)..], match.Groups["content"].Value, isPlain);
        }

        if (match.Groups["strong"] is { Success: true } strong)
        {
            return isPlain ? strong.Value : $"**{SafeText.Escape(strong.Value)}**";
        }

        if (match.Groups["emphasis"] is { Success: true } emphasis)
        {
            return isPlain ? emphasis.Value : $"*{SafeText.Escape(emphasis.Value)}*";
        }

        if (match.Groups["substitution"].Success)
        {
            return "";
        }

        var label = match.Groups["quoted"] is { Success: true } quoted ? WithoutTarget(quoted.Value).Label : match.Groups["word"].Value;
        return Words(label, isPlain);
    }

    private static string Role(string role, string content, bool isPlain)
    {
        var (label, target) = WithoutTarget(content);
        if (role is "doc" or "ref" or "term" or "any" or "pep" or "rfc" or "abbr" or "guilabel" or "download")
        {
            var words = target is null ? label[(label.LastIndexOf('/') + 1)..].Replace('-', ' ').Replace('_', ' ') : label;
            words = target is null && role is "ref" && words.StartsWith("topics ", StringComparison.Ordinal) ? words["topics ".Length..] : words;
            return isPlain ? words : role == "doc" ? RepositoryLink.Mark(target ?? label, SafeText.Escape(words)) : SafeText.Escape(words);
        }

        // :class:`~scrapy.Spider` is read as Spider.
        var name = label.StartsWith('~') ? label[(label.LastIndexOf('.') + 1)..] : label;
        name = role is "meth" or "func" && target is null && !name.EndsWith(')') ? name + "()" : name;
        return isPlain ? name : Quotation.Code(name.TrimStart('~', '!'));
    }

    private static (string Label, string? Target) WithoutTarget(string content) =>
        Target().Match(content) is { Success: true } match && match.Groups["label"].Value.Trim() is { Length: > 0 } label
            ? (label, match.Groups["target"].Value) : (content.Trim('<', '>'), null);

    [GeneratedRegex(
        @"``(?<literal>[^`]+(`[^`]+)*)``|:(?<role>[A-Za-z][\w:+\-]*):`(?<content>[^`]+)`|`(?<quoted>[^`]+)`_{0,2}|\*\*(?<strong>[^*\s][^*]*)\*\*"
            + @"|\*(?<emphasis>[^*\s][^*]*)\*|\|(?<substitution>[A-Za-z][\w \-]*)\|_?|\b(?<word>[A-Za-z0-9][A-Za-z0-9\-.]*)__?(?![\w`])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^(?<label>[^<>]*)<(?<target>[^<>]+)>$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Target();
}
