using System.Collections.Frozen;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>Tells a greeting, or a question about the one who answers, from a question about the repository.</summary>
internal static class SmallTalk
{
    private const int MaxGreetingLength = 40;

    private static readonly FrozenSet<string> Whole = new[]
    {
        "hi", "hello", "hey", "hello there", "hi there", "good morning", "good day", "good evening", "thanks", "thank you", "help", "test", "who are you",
        "what can you do", "what are you", "how are you", "how can you help me", "what can i ask", "what can i ask you", "hola", "buenos días", "gracias",
        "ayuda", "bonjour", "salut", "merci", "aide", "olá", "oi", "bom dia", "obrigado", "obrigada", "ajuda", "привет", "здравствуйте", "спасибо", "помощь",
        "xin chào", "chào bạn", "cảm ơn", "你好", "您好", "谢谢", "謝謝", "こんにちは", "ありがとう", "はじめまして", "안녕", "안녕하세요", "감사합니다",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Is(string question) =>
        question.Length <= MaxGreetingLength && Whole.Contains(question.Trim().Trim('!', '?', '.', ',', '！', '？', '。', '¡', '¿', ' '));
}
