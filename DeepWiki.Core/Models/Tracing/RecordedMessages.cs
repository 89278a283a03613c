using System.Text.Encodings.Web;
using System.Text.Json;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.TextAnalysis;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Tracing;

/// <summary>
/// Writes messages for the attributes <c>gen_ai.input.messages</c> and <c>gen_ai.output.messages</c>:
/// <c>[{"role":"user","parts":[{"type":"text","content":"…"}]}]</c>, an answer with its <c>finish_reason</c>. What looks like a credential is hidden.
/// Source: the JSON schemas of OpenTelemetry's conventions for generative models.
/// </summary>
internal static class RecordedMessages
{
    /// <summary>Most characters of one message; a prompt with excerpts has a few ten thousand.</summary>
    public const int MaxCharacters = 128 * 1024;

    // An attribute is no HTML, and text of other languages stays readable.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Input(IEnumerable<ChatMessage> messages) =>
        JsonSerializer.Serialize(messages.Select(message => new { role = message.Role.Value, parts = Parts(message.Text) }), Json);

    /// <param name="text">Answer as far as it came.</param>
    /// <param name="finishReason">Null when none was told, as of a call that was given up.</param>
    public static string Output(string text, string? finishReason) =>
        JsonSerializer.Serialize((object[])[new { role = ChatRole.Assistant.Value, parts = Parts(text), finish_reason = ReasonOf(finishReason) }], Json);

    // The schema of messages has other words than the attribute of finish reasons.
    private static string ReasonOf(string? finishReason) => finishReason switch
    {
        null => "error",
        "tool_calls" => "tool_call",
        _ => finishReason,
    };

    // Hidden before it is JSON: a mask may cover a quotation mark.
    private static object[] Parts(string text) => [new { type = "text", content = TextClip.CutWithSign(SecretRedactor.RedactMessage(text), MaxCharacters) }];
}
