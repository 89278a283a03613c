namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The sentences of <see cref="ResearchPhrases"/> in the ten languages of the interface.</summary>
internal static class ResearchPhraseTable
{
    public static ResearchPhrases English { get; } = new()
    {
        Goal = "To find out: “{0}”. These places bear on it, and the rounds go through them one after another:",
        First = "What the first of them shows:",
        Before = "Earlier rounds quoted {0}. This one goes on from there.",
        NothingNew = "Nothing further bears on “{0}”.",
        Open = "Not quoted yet:",
        GatherAll = "Bring together what was found.",
        Answer = "What the rounds found on “{0}”:",
        Evidence = "All lines this rests on:",
    };

    public static ResearchPhrases Japanese { get; } = new()
    {
        Goal = "調査の主題:「{0}」。次の箇所が関係しており、順に見ていきます:",
        First = "最初の箇所から分かること:",
        Before = "これまでの回で引用したファイル: {0}。今回はその続きです。",
        NothingNew = "「{0}」に関係する箇所はこれ以上見つかりませんでした。",
        Open = "まだ引用していない箇所:",
        GatherAll = "見つかったことをまとめます。",
        Answer = "「{0}」について各回で分かったこと:",
        Evidence = "根拠となるすべての行:",
    };

    public static ResearchPhrases Chinese { get; } = new()
    {
        Goal = "要查明的问题：“{0}”。以下位置与此相关，各轮将依次查看：",
        First = "第一处表明：",
        Before = "前几轮引用了 {0}。本轮由此继续。",
        NothingNew = "没有更多内容与“{0}”相关。",
        Open = "尚未引用：",
        GatherAll = "汇总已找到的内容。",
        Answer = "各轮关于“{0}”的发现：",
        Evidence = "所依据的全部代码行：",
    };

    public static ResearchPhrases TraditionalChinese { get; } = new()
    {
        Goal = "要查明的問題：「{0}」。以下位置與此相關，各輪將依次查看：",
        First = "第一處顯示：",
        Before = "前幾輪引用了 {0}。本輪由此繼續。",
        NothingNew = "沒有更多內容與「{0}」相關。",
        Open = "尚未引用：",
        GatherAll = "彙整已找到的內容。",
        Answer = "各輪關於「{0}」的發現：",
        Evidence = "所依據的全部程式碼行：",
    };

    public static ResearchPhrases Spanish { get; } = new()
    {
        Goal = "Lo que hay que averiguar: «{0}». Estos lugares tienen que ver con ello y se recorren uno tras otro:",
        First = "Lo que muestra el primero:",
        Before = "Las rondas anteriores citaron {0}. Esta continúa desde ahí.",
        NothingNew = "Nada más tiene que ver con «{0}».",
        Open = "Aún sin citar:",
        GatherAll = "Reunir lo encontrado.",
        Answer = "Lo que las rondas encontraron sobre «{0}»:",
        Evidence = "Todas las líneas en que se apoya:",
    };

    public static ResearchPhrases Korean { get; } = new()
    {
        Goal = "알아볼 내용: “{0}”. 다음 위치가 관련되며 차례로 살펴봅니다:",
        First = "첫 위치에서 알 수 있는 것:",
        Before = "이전 회차에서 인용한 파일: {0}. 이번 회차는 그다음입니다.",
        NothingNew = "“{0}”와 관련된 곳이 더 없습니다.",
        Open = "아직 인용하지 않은 곳:",
        GatherAll = "찾은 내용을 모읍니다.",
        Answer = "“{0}”에 대해 각 회차에서 찾은 것:",
        Evidence = "근거가 되는 모든 줄:",
    };

    public static ResearchPhrases Vietnamese { get; } = new()
    {
        Goal = "Điều cần tìm hiểu: “{0}”. Những chỗ sau có liên quan và được xem lần lượt:",
        First = "Chỗ đầu tiên cho thấy:",
        Before = "Các vòng trước đã trích {0}. Vòng này đi tiếp từ đó.",
        NothingNew = "Không còn gì liên quan đến “{0}”.",
        Open = "Chưa trích dẫn:",
        GatherAll = "Tập hợp những gì đã tìm thấy.",
        Answer = "Các vòng đã tìm thấy về “{0}”:",
        Evidence = "Tất cả các dòng làm căn cứ:",
    };

    public static ResearchPhrases Portuguese { get; } = new()
    {
        Goal = "O que descobrir: “{0}”. Estes lugares têm a ver com isso e são percorridos um após o outro:",
        First = "O que o primeiro mostra:",
        Before = "As rodadas anteriores citaram {0}. Esta segue a partir daí.",
        NothingNew = "Nada mais tem a ver com “{0}”.",
        Open = "Ainda não citados:",
        GatherAll = "Reunir o que foi encontrado.",
        Answer = "O que as rodadas encontraram sobre “{0}”:",
        Evidence = "Todas as linhas em que isso se apoia:",
    };

    public static ResearchPhrases French { get; } = new()
    {
        Goal = "À éclaircir : « {0} ». Ces endroits s’y rapportent et sont parcourus l’un après l’autre :",
        First = "Ce que montre le premier :",
        Before = "Les tours précédents ont cité {0}. Celui-ci continue à partir de là.",
        NothingNew = "Rien d’autre ne se rapporte à « {0} ».",
        Open = "Pas encore cités :",
        GatherAll = "Rassembler ce qui a été trouvé.",
        Answer = "Ce que les tours ont trouvé sur « {0} » :",
        Evidence = "Toutes les lignes sur lesquelles cela repose :",
    };

    public static ResearchPhrases Russian { get; } = new()
    {
        Goal = "Что нужно выяснить: «{0}». К этому относятся следующие места; они рассматриваются по очереди:",
        First = "Что показывает первое из них:",
        Before = "В прежних раундах цитировались {0}. Этот продолжает их.",
        NothingNew = "Больше ничего к «{0}» не относится.",
        Open = "Ещё не цитировалось:",
        GatherAll = "Собрать найденное вместе.",
        Answer = "Что раунды нашли по теме «{0}»:",
        Evidence = "Все строки, на которых это основано:",
    };
}
