namespace DeepWiki.ChatApi.Chat.Requests;

/// <summary>One message of the conversation as the client holds it.</summary>
internal sealed record ConversationTurn(string Role, string Content);
