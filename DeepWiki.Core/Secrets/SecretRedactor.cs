using System.Buffers;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Secrets;

/// <summary>
/// Redacts what looks like a secret: tokens by the prefixes their issuers gave them so that they can be found, and the bodies of private keys; in
/// messages also credentials in addresses and headers. One vectorised search over the text when there is none. Sources: the token formats of GitHub,
/// GitLab, AWS, Google, Slack and OpenAI; RFC 7468 for private keys.
/// </summary>
public static partial class SecretRedactor
{
    private const string PrivateKey = "-----BEGIN ";
    private const string PrivateKeyLabel = "PRIVATE KEY-----";
    private const int MaxLabelLength = 64;
    private const int MinPrivateKey = 40;

    private static readonly SearchValues<char> Body = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    // Base64, line ends as they are or escaped, the headers of older forms, and what strings in code are joined with.
    private static readonly SearchValues<char> PrivateKeyBody =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-:,.\\\"' \t\r\n");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    // The prefix, and how many characters follow at least.
    private static readonly (string Prefix, int Least)[] Tokens =
    [
        ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30), ("github_pat_", 30), ("glpat-", 20),
        ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("sk-", 20), ("xoxa-", 10), ("xoxb-", 10), ("xoxp-", 10), ("xoxr-", 10), ("xoxs-", 10),
    ];

    private static readonly SearchValues<string> Announcements =
        SearchValues.Create(["passw", "passphrase", "pwd", "secret", "token", "key", "credential"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Assignments = SearchValues.Create("=:%");

    private static readonly SearchValues<string> Starts = SearchValues.Create([.. Tokens.Select(token => token.Prefix), PrivateKey], StringComparison.Ordinal);

    /// <summary>
    /// The message or attribute without keys, the user half of an address and the value of an <c>Authorization</c> header; the same instance when
    /// there is nothing to redact. A second safeguard: the code that writes a message has to keep secrets out of it.
    /// </summary>
    public static string RedactMessage(string text)
    {
        var clean = RedactKeys(text, out _);
        clean = clean.Contains("://", StringComparison.Ordinal) && clean.Contains('@') ? UserInfo().Replace(clean, "://***@") : clean;
        clean = clean.Contains("uthorization", StringComparison.Ordinal) ? Authorization().Replace(clean, "${name}***") : clean;
        return RedactValues(clean);
    }

    /// <summary>
    /// The text with <c>***</c> for each value that a name such as <c>password</c>, <c>secret</c>, <c>token</c> or <c>api_key</c> announces, in the forms of
    /// settings, headers, addresses and JSON; the same instance when there is none.
    /// </summary>
    public static string RedactValues(string text) =>
        text.AsSpan().ContainsAny(Announcements) && text.AsSpan().ContainsAny(Assignments) ? Value().Replace(text, "${name}***") : text;

    /// <summary>
    /// The text with every character of a key as <c>*</c>, so that lengths, lines and ranges stay; the same instance when there is none.
    /// </summary>
    public static string RedactKeys(string text, out int redacted)
    {
        redacted = 0;
        char[]? masked = null;
        for (var from = 0; from < text.Length;)
        {
            var found = text.AsSpan(from).IndexOfAny(Starts);
            if (found < 0)
            {
                break;
            }

            var start = from + found;
            var (keyStart, keyEnd) = Measure(text, start);
            if (keyEnd > keyStart)
            {
                masked ??= text.ToCharArray();
                Cover(masked, keyStart, keyEnd);
                redacted++;
            }

            from = Math.Max(keyEnd, start + 1);
        }

        return masked is null ? text : new string(masked);
    }

    // What is to be hidden of the key that may begin here; empty when it is none.
    private static (int Start, int End) Measure(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest.StartsWith(PrivateKey))
        {
            return MeasurePrivateKey(text, start);
        }

        if (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            return (start, start);
        }

        foreach (var (prefix, least) in Tokens)
        {
            if (!rest.StartsWith(prefix))
            {
                continue;
            }

            var body = rest[prefix.Length..];
            var length = body.IndexOfAnyExcept(Body);
            body = length < 0 ? body : body[..length];

            // A name of words joined by hyphens has no digits; a key has.
            return body.Length >= least && body.ContainsAny(Digits)
                ? (start + prefix.Length, start + prefix.Length + body.Length)
                : (start, start);
        }

        return (start, start);
    }

    private static (int Start, int End) MeasurePrivateKey(string text, int start)
    {
        var head = text.AsSpan(start, Math.Min(MaxLabelLength, text.Length - start));
        var label = head.IndexOf(PrivateKeyLabel, StringComparison.Ordinal);
        if (label < 0)
        {
            return (start, start);
        }

        // Code that only speaks of such headers goes on with something else.
        var body = start + label + PrivateKeyLabel.Length;
        var rest = text.AsSpan(body);
        var length = rest.IndexOfAnyExcept(PrivateKeyBody);
        rest = length < 0 ? rest : rest[..length];
        var end = rest.IndexOf("-----END ", StringComparison.Ordinal);
        rest = end < 0 ? rest : rest[..end];
        return rest.Length - rest.Count('-') >= MinPrivateKey ? (body, body + rest.Length) : (start, start);
    }

    private static void Cover(char[] text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            // White space stays, and what takes more than a byte: neither lines nor sizes change.
            text[i] = char.IsAscii(text[i]) && !char.IsWhiteSpace(text[i]) ? '*' : text[i];
        }
    }

    // api_key=abc, X-Api-Key: abc, "password" : "a b", Authorization-Token: Bearer abc, pwd%3Dabc. Numbers of tokens and names in the plural are no secrets.
    [GeneratedRegex(
        @"(?<name>(passw(or)?d|passphrase|pwd|secret|credentials?"
            + @"|(\b|_|access|auth|refresh|bearer|session|id|api|private)token|(\b|_|access|account|api|auth|private|shared|signing|license|client)key)"
            + @"\\?[""'`]?\s*(=|:|%3[AaDd])\s*)"
            + @"(\\?""[^""\\]*\\?""|'[^']*'|`[^`]*`|(Bearer|Basic)\s+[^\s,;&""'<>)\]}]+|[^\s,;&""'`<>)\]}]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Value();

    [GeneratedRegex(@"://[^\s/@""'<>]+@", RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<name>[Aa]uthorization['""]?\s*[:=]\s*['""]?(Basic|Bearer|token)?\s*)[A-Za-z0-9+/=._~-]{8,}",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Authorization();
}
