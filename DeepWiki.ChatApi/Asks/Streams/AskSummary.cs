using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Gathers the frames of an ask into one view.</summary>
internal sealed class AskSummary
{
    private readonly StringBuilder text = new();
    private readonly List<SourceItem> sources = [];
    private readonly List<CitationMembers> citations = [];
    private AcceptedMembers? accepted;
    private UsageMembers? usage;
    private DoneMembers? done;
    private ErrorMembers? error;
    private long last;

    public void Add(Frame frame)
    {
        last = frame.Number ?? last;
        switch (frame.Type)
        {
            case "accepted":
                accepted = Read<AcceptedMembers>(frame);
                break;
            case "delta":
                text.Append(Read<DeltaMembers>(frame).Text);
                break;
            case "sources":
                sources.AddRange(Read<SourcesMembers>(frame).Items);
                break;
            case "citation":
                citations.Add(Read<CitationMembers>(frame));
                break;
            case "usage":
                usage = Read<UsageMembers>(frame);
                break;
            case "done":
                done = Read<DoneMembers>(frame);
                break;
            case "error":
                error = Read<ErrorMembers>(frame);
                break;
        }
    }

    public AskView ToView(string ask) => new(
        ask, accepted?.Conversation ?? "", accepted?.Message ?? "", error is not null ? "failed" : done is null ? "running" : "done", last, text.ToString(),
        sources, citations, usage, done, error);

    private static T Read<T>(Frame frame) => JsonSerializer.Deserialize<T>(frame.Text, Frame.Json)!; // It was written from one.
}
