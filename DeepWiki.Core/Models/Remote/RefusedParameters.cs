using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// Finds the optional parameters that a refusal names. Servers say it as <c>param</c>, as a list of faults with places, or in words alone:
/// <code>Unsupported value: 'temperature' does not support 0.7 with this model.</code>
/// <code>Unrecognized request argument supplied: stream_options</code>
/// Functions are no such parameter: who asks with them asks in other words without, and so has to know.
/// </summary>
internal static partial class RefusedParameters
{
    // Left out they cost something; without them there is still an answer.
    private static readonly string[] Optional =
    [
        "temperature", "top_p", "top_k", "stream_options", "max_tokens", "max_completion_tokens", "reasoning_effort", "parallel_tool_calls",
        "response_format", "stop", "stop_sequences", "seed", "dimensions", "encoding_format", "thinking",
    ];

    // Common words, which name the parameter only where they are marked as a name.
    private static readonly string[] CommonWords = ["stop", "seed", "dimensions", "thinking"];

    private static readonly string[] RefusingWords =
        ["unsupported", "not support", "unexpected keyword", "unrecognized", "unknown", "not permitted", "not allowed", "extra "];

    /// <summary>Names of members of the request to leave out; empty when the refusal is about something else.</summary>
    public static IReadOnlyList<string> Find(JsonObject request, int status, ProviderError said)
    {
        if (!MayBeAboutParameters(status, said))
        {
            return [];
        }

        return [.. Optional.Where(name => request.ContainsKey(name) && Names(said, name))];
    }

    // A server that breaks on a parameter says so too, but there its name alone proves nothing.
    private static bool MayBeAboutParameters(int status, ProviderError said) => status switch
    {
        400 or 422 or 200 => true,
        500 or 501 => said.Has(RefusingWords),
        _ => false,
    };

    private static bool Names(ProviderError said, string name) =>
        said.Fields.Any(field => field == name || PathRoot().Match(field).Value == name)
        || (CommonWords.Contains(name) ? Quoted(said.Message, name) : Mentions(said.Message, name));

    private static bool Quoted(string message, string name) =>
        message.Contains($"'{name}", StringComparison.Ordinal) || message.Contains($"\"{name}", StringComparison.Ordinal)
        || message.Contains($"`{name}", StringComparison.Ordinal) || message.Contains($": {name}", StringComparison.Ordinal)
        || message.StartsWith($"{name}:", StringComparison.Ordinal) || message.StartsWith($"{name}.", StringComparison.Ordinal);

    private static bool Mentions(string message, string name)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsNamePart(message[at - 1])) && (end == message.Length || !IsNamePart(message[end])))
            {
                return true;
            }
        }

        return name.Contains('_') && message.Contains(name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);

        int Next(int from) => message.IndexOf(name, from, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // stream_options.include_usage, tools[0].function
    [GeneratedRegex(@"^[a-z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex PathRoot();
}
