using System.Text;
using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Asks.Transcripts;

/// <summary>An answer as it is stored when it has ended.</summary>
internal sealed class AnswerTranscript
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();

    public List<SourceItem> Sources { get; } = [];

    public List<CitationMembers> Citations { get; } = [];

    public List<RoundMembers> Rounds { get; } = [];

    public UsageMembers? Usage { get; set; }

    public DoneMembers? Done { get; set; }

    public ErrorMembers? Error { get; set; }

    /// <summary>The words so far.</summary>
    public string Text
    {
        get
        {
            lock (gate)
            {
                return text.ToString();
            }
        }
    }

    public int Length
    {
        get
        {
            lock (gate)
            {
                return text.Length;
            }
        }
    }

    public void Append(string delta)
    {
        lock (gate)
        {
            text.Append(delta);
        }
    }

    /// <summary>All but the words.</summary>
    public MessageFacts ToFacts() => new(Sources, Citations, Rounds, Usage, Done, Error);
}
