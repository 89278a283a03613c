using System.Text.Json;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>A call of a function in an answer of <see cref="ScriptedProvider"/>.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">Its arguments as the model wrote them, JSON or not.</param>
public sealed record ScriptedCall(string Name, string Arguments)
{
    /// <summary>An answer that makes these calls, after some words.</summary>
    public static ScriptedAnswer Answer(string text, params ScriptedCall[] calls) =>
        ScriptedAnswer.Bytes(Events(text, calls, "tool_calls") + "data: [DONE]\n\n");

    /// <summary>An answer whose stream ends in the middle of its call.</summary>
    public static ScriptedAnswer CutInTheMiddle(ScriptedCall call)
    {
        var half = call with { Arguments = call.Arguments[..(call.Arguments.Length / 2)] };
        return ScriptedAnswer.Bytes(Events("", [half], null)) with { Reset = true };
    }

    private static string Events(string text, IReadOnlyList<ScriptedCall> calls, string? finish)
    {
        var events = new List<string>();
        if (text.Length > 0)
        {
            events.Add(Event(new { content = text }, null));
        }

        foreach (var (index, call) in calls.Index())
        {
            // Arguments come in two pieces, as from most servers.
            var half = call.Arguments.Length / 2;
            var id = $"call_{Guid.NewGuid():N}";
            events.Add(Event(Call(new { index, id, type = "function", function = new { name = call.Name, arguments = call.Arguments[..half] } }), null));
            events.Add(Event(Call(new { index, function = new { arguments = call.Arguments[half..] } }), null));
        }

        if (finish is not null)
        {
            events.Add(Event(new { }, finish));
        }

        return string.Concat(events);
    }

    private static object Call(object call) => new { tool_calls = new[] { call } };

    private static string Event(object delta, string? finish)
    {
        var choice = new { index = 0, delta, finish_reason = finish };
        var json = new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1, model = "scripted", choices = new[] { choice } };
        return $"data: {JsonSerializer.Serialize(json)}\n\n";
    }
}
