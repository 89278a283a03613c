using System.Globalization;
using System.Text;

namespace DeepWiki.ChatApi.Conversations;

/// <summary>Writes a conversation as Markdown.</summary>
internal static class ConversationText
{
    public static string Write(ConversationDetailView conversation)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(conversation.Title).Append('\n');
        foreach (var message in conversation.Messages)
        {
            text.Append(message.Role == "user" ? "\n## " + Heading(message.Text) + "\n" : "\n" + message.Text.Trim() + "\n");
            if (message.Role == "user" && message.Text.Contains('\n'))
            {
                text.Append('\n').Append(message.Text.Trim()).Append('\n');
            }

            if (message.Sources.Count > 0)
            {
                text.Append("\n### Sources\n\n");
                foreach (var source in message.Sources)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{source.N}. [{source.Path}:{source.StartLine}-{source.EndLine}]({source.Url})\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Heading(string question) => question.Trim().Split('\n')[0].Trim();
}
