using System.Text.Json;
using DeepWiki.ChatApi.Asks.Transcripts;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Replay;

/// <summary>
/// Frames that another replica logged of an answer before it was gone. The answer is made once more, and what was said already is held back: a text
/// that differs anywhere ends it, since nobody may see two answers as one.
/// </summary>
internal sealed class ReplayedFrames
{
    private readonly string text;
    private readonly Dictionary<string, int> counts;
    private int position;

    public ReplayedFrames(IReadOnlyList<Frame> logged)
    {
        Frames = logged;
        text = string.Concat(logged.Where(frame => frame.Type == "delta").Select(TextOf));
        counts = logged.GroupBy(frame => frame.Type).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>True once everything that was said has been made again.</summary>
    public bool IsExhausted => position == text.Length && counts.Where(pair => pair.Key is "sources" or "citation" or "round").All(pair => pair.Value == 0);

    /// <summary>Puts what was said into the answer as it is stored.</summary>
    public void CopyTo(AnswerTranscript transcript)
    {
        transcript.Append(text);
        foreach (var frame in Frames)
        {
            switch (frame.Type)
            {
                case "sources":
                    transcript.Sources.AddRange(Read<SourcesMembers>(frame).Items);
                    break;
                case "citation":
                    transcript.Citations.Add(Read<CitationMembers>(frame));
                    break;
                case "round" when Read<RoundMembers>(frame) is { Status: "done" } round:
                    transcript.Rounds.Add(round);
                    break;
            }
        }
    }

    /// <summary>The part of an event that was not said before; none when all of it was.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Interrupted"/> when the answer is another one now.</exception>
    public IEnumerable<AnswerEvent> Match(AnswerEvent item) => item switch
    {
        AnswerDelta delta => Match(delta),
        AnswerSources => Skip("sources") ? [] : [item],
        AnswerCitation => Skip("citation") ? [] : [item],
        AnswerRound => Skip("round") ? [] : [item],
        AnswerNotice => Skip("notice") ? [] : [item],
        _ => [item],
    };

    /// <summary>The error of an answer that is another one now.</summary>
    public static DeepWikiException Differs() =>
        new(ErrorCode.Interrupted, "The answer was interrupted and could not be gone on with. Ask again.");

    private AnswerEvent[] Match(AnswerDelta delta)
    {
        var known = Math.Min(delta.Text.Length, text.Length - position);
        if (!text.AsSpan(position, known).SequenceEqual(delta.Text.AsSpan(0, known)))
        {
            throw Differs();
        }

        position += known;
        return known == delta.Text.Length ? [] : [new AnswerDelta(delta.Text[known..])];
    }

    private bool Skip(string type)
    {
        if (counts.GetValueOrDefault(type) == 0)
        {
            return false;
        }

        counts[type]--;
        return true;
    }

    private static string TextOf(Frame frame) => Read<DeltaMembers>(frame).Text;

    private static T Read<T>(Frame frame) => JsonSerializer.Deserialize<T>(frame.Text, Frame.Json)!; // It was written from one.
}
