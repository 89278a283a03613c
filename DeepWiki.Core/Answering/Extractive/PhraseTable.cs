namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The sentences of <see cref="Phrases"/> in the ten languages of the interface.</summary>
internal static class PhraseTable
{
    public static Phrases English { get; } = new()
    {
        Declared = "{0} is declared in {1}",
        Best = "The best match is {0} in {1}",
        Lines = "The lines that fit best are in {0}",
        Section = "“{0}” in {1} says",
        Further = "Further down, in {0}:",
        Also = "This bears on the question too:",
        SeeAlso = "See also:",
        Overview = "{0} describes {1} like this:",
        Parts = "Some of its parts:",
        NothingFound = "Nothing in {0} answers this question.",
        Missing = "These words do not occur in it: {0}.",
        Nearest = "The files that come closest: {0}.",
        AskForNames = "Try the name of a file, a type or a function.",
        Greeting = "Hello! Ask about {0}: I look for the lines that bear on your question and quote them, each with its source.",
        Examples = "You could ask about {0}, for example.",
        FollowUp = "Read together with your previous question: “{0}”",
        Degraded = "The repository was searched by words alone; passages in other words may be missing.",
        ThisRepository = "this repository",
    };

    public static Phrases Japanese { get; } = new()
    {
        Declared = "{0} は {1} で宣言されています",
        Best = "最もよく一致するのは {1} の {0} です",
        Lines = "最も関連する行は {0} にあります",
        Section = "{1} の「{0}」の記述",
        Further = "続き（{0}）:",
        Also = "次の箇所も質問に関連します:",
        SeeAlso = "関連箇所:",
        Overview = "{0} は {1} を次のように説明しています:",
        Parts = "主な構成要素:",
        NothingFound = "{0} にはこの質問に答える箇所が見つかりませんでした。",
        Missing = "次の語は含まれていません: {0}。",
        Nearest = "最も近いファイル: {0}。",
        AskForNames = "ファイル名、型名、関数名で質問してみてください。",
        Greeting = "こんにちは。{0} について質問してください。質問に関連する行を探し、出典とともに引用します。",
        Examples = "例えば {0} について質問できます。",
        FollowUp = "前の質問と合わせて解釈しました:「{0}」",
        Degraded = "検索は単語の一致だけで行われました。別の言い方をした箇所は抜けている可能性があります。",
        ThisRepository = "このリポジトリ",
        Between = "、",
    };

    public static Phrases Chinese { get; } = new()
    {
        Declared = "{0} 声明于 {1}",
        Best = "最匹配的是 {1} 中的 {0}",
        Lines = "最相关的代码行位于 {0}",
        Section = "{1} 的“{0}”一节写道",
        Further = "后文（{0}）：",
        Also = "以下内容也与问题有关：",
        SeeAlso = "另见：",
        Overview = "{0} 这样描述 {1}：",
        Parts = "其中的一些组成部分：",
        NothingFound = "{0} 中没有找到能回答这个问题的内容。",
        Missing = "其中没有出现这些词：{0}。",
        Nearest = "最接近的文件：{0}。",
        AskForNames = "请尝试使用文件名、类型名或函数名提问。",
        Greeting = "你好！请就 {0} 提问：我会找出与问题相关的代码行并引用，每处都注明来源。",
        Examples = "例如，可以询问 {0}。",
        FollowUp = "已结合你上一个问题来理解：“{0}”",
        Degraded = "本次仅按词语检索，用其他说法写成的内容可能没有找到。",
        ThisRepository = "这个仓库",
        Between = "、",
    };

    public static Phrases TraditionalChinese { get; } = new()
    {
        Declared = "{0} 宣告於 {1}",
        Best = "最符合的是 {1} 中的 {0}",
        Lines = "最相關的程式碼位於 {0}",
        Section = "{1} 的「{0}」一節寫道",
        Further = "後文（{0}）：",
        Also = "以下內容也與問題有關：",
        SeeAlso = "另見：",
        Overview = "{0} 這樣描述 {1}：",
        Parts = "其中的一些組成部分：",
        NothingFound = "{0} 中沒有找到能回答這個問題的內容。",
        Missing = "其中沒有出現這些詞：{0}。",
        Nearest = "最接近的檔案：{0}。",
        AskForNames = "請嘗試使用檔案名稱、型別名稱或函式名稱提問。",
        Greeting = "你好！請就 {0} 提問：我會找出與問題相關的程式碼並引用，每處都註明來源。",
        Examples = "例如，可以詢問 {0}。",
        FollowUp = "已結合你上一個問題來理解：「{0}」",
        Degraded = "本次僅按詞語檢索，以其他說法寫成的內容可能沒有找到。",
        ThisRepository = "這個儲存庫",
        Between = "、",
    };

    public static Phrases Spanish { get; } = new()
    {
        Declared = "{0} se declara en {1}",
        Best = "Lo que mejor coincide es {0} en {1}",
        Lines = "Las líneas que mejor encajan están en {0}",
        Section = "«{0}» en {1} dice",
        Further = "Más abajo, en {0}:",
        Also = "Esto también tiene que ver con la pregunta:",
        SeeAlso = "Véase también:",
        Overview = "{0} describe {1} así:",
        Parts = "Algunas de sus partes:",
        NothingFound = "Nada en {0} responde a esta pregunta.",
        Missing = "Estas palabras no aparecen: {0}.",
        Nearest = "Los archivos más cercanos: {0}.",
        AskForNames = "Prueba con el nombre de un archivo, un tipo o una función.",
        Greeting = "¡Hola! Pregunta sobre {0}: busco las líneas relacionadas con tu pregunta y las cito, cada una con su fuente.",
        Examples = "Por ejemplo, puedes preguntar por {0}.",
        FollowUp = "Leída junto con tu pregunta anterior: «{0}»",
        Degraded = "La búsqueda se hizo solo por palabras; pueden faltar pasajes que lo dicen de otro modo.",
        ThisRepository = "este repositorio",
    };

    public static Phrases Korean { get; } = new()
    {
        Declared = "{0} 선언 위치: {1}",
        Best = "가장 잘 맞는 곳은 {1}의 {0}입니다",
        Lines = "가장 관련 있는 줄은 {0}에 있습니다",
        Section = "{1}의 “{0}” 내용",
        Further = "이어지는 부분({0}):",
        Also = "다음도 질문과 관련이 있습니다:",
        SeeAlso = "함께 보기:",
        Overview = "{0}에 나온 {1} 설명:",
        Parts = "구성 요소 일부:",
        NothingFound = "{0}에서 이 질문에 답하는 내용을 찾지 못했습니다.",
        Missing = "다음 단어는 나오지 않습니다: {0}.",
        Nearest = "가장 가까운 파일: {0}.",
        AskForNames = "파일, 타입 또는 함수의 이름으로 질문해 보세요.",
        Greeting = "안녕하세요! {0}에 대해 질문해 주세요. 질문과 관련된 줄을 찾아 출처와 함께 인용합니다.",
        Examples = "예를 들어 {0}에 대해 질문할 수 있습니다.",
        FollowUp = "이전 질문과 함께 해석했습니다: “{0}”",
        Degraded = "단어만으로 검색했으므로 다른 표현을 쓴 부분이 빠졌을 수 있습니다.",
        ThisRepository = "이 저장소",
    };

    public static Phrases Vietnamese { get; } = new()
    {
        Declared = "{0} được khai báo trong {1}",
        Best = "Kết quả phù hợp nhất là {0} trong {1}",
        Lines = "Những dòng phù hợp nhất nằm trong {0}",
        Section = "“{0}” trong {1} viết",
        Further = "Phía dưới, trong {0}:",
        Also = "Những chỗ sau cũng liên quan đến câu hỏi:",
        SeeAlso = "Xem thêm:",
        Overview = "{0} mô tả {1} như sau:",
        Parts = "Một số thành phần:",
        NothingFound = "Không có gì trong {0} trả lời câu hỏi này.",
        Missing = "Những từ sau không xuất hiện: {0}.",
        Nearest = "Các tệp gần nhất: {0}.",
        AskForNames = "Hãy thử tên của một tệp, một kiểu hoặc một hàm.",
        Greeting = "Xin chào! Hãy hỏi về {0}: tôi tìm những dòng liên quan đến câu hỏi và trích dẫn chúng kèm nguồn.",
        Examples = "Ví dụ, bạn có thể hỏi về {0}.",
        FollowUp = "Được hiểu cùng với câu hỏi trước của bạn: “{0}”",
        Degraded = "Chỉ tìm kiếm theo từ; có thể thiếu những đoạn dùng từ khác.",
        ThisRepository = "kho mã này",
    };

    public static Phrases Portuguese { get; } = new()
    {
        Declared = "{0} é declarado em {1}",
        Best = "O que melhor corresponde é {0} em {1}",
        Lines = "As linhas que melhor correspondem estão em {0}",
        Section = "“{0}” em {1} diz",
        Further = "Mais abaixo, em {0}:",
        Also = "Isto também diz respeito à pergunta:",
        SeeAlso = "Veja também:",
        Overview = "{0} descreve {1} assim:",
        Parts = "Algumas de suas partes:",
        NothingFound = "Nada em {0} responde a esta pergunta.",
        Missing = "Estas palavras não ocorrem: {0}.",
        Nearest = "Os arquivos mais próximos: {0}.",
        AskForNames = "Tente o nome de um arquivo, um tipo ou uma função.",
        Greeting = "Olá! Pergunte sobre {0}: procuro as linhas que dizem respeito à sua pergunta e as cito, cada uma com sua fonte.",
        Examples = "Por exemplo, você pode perguntar sobre {0}.",
        FollowUp = "Lida junto com a sua pergunta anterior: “{0}”",
        Degraded = "A busca foi feita só por palavras; podem faltar trechos ditos de outra forma.",
        ThisRepository = "este repositório",
    };

    public static Phrases French { get; } = new()
    {
        Declared = "{0} est déclaré dans {1}",
        Best = "Ce qui correspond le mieux est {0} dans {1}",
        Lines = "Les lignes qui correspondent le mieux sont dans {0}",
        Section = "« {0} » dans {1} indique",
        Further = "Plus bas, dans {0} :",
        Also = "Ceci concerne aussi la question :",
        SeeAlso = "Voir aussi :",
        Overview = "{0} décrit {1} ainsi :",
        Parts = "Quelques-unes de ses parties :",
        NothingFound = "Rien dans {0} ne répond à cette question.",
        Missing = "Ces mots n’y figurent pas : {0}.",
        Nearest = "Les fichiers les plus proches : {0}.",
        AskForNames = "Essayez le nom d’un fichier, d’un type ou d’une fonction.",
        Greeting = "Bonjour ! Posez une question sur {0} : je cherche les lignes qui s’y rapportent et je les cite, chacune avec sa source.",
        Examples = "Vous pouvez par exemple demander ce qu’est {0}.",
        FollowUp = "Lue avec votre question précédente : « {0} »",
        Degraded = "La recherche s’est faite par mots seulement ; des passages dits autrement peuvent manquer.",
        ThisRepository = "ce dépôt",
    };

    public static Phrases Russian { get; } = new()
    {
        Declared = "Объявление {0}: {1}",
        Best = "Лучше всего подходит {0}, {1}",
        Lines = "Лучше всего подходят строки {0}",
        Section = "Раздел «{0}», {1}",
        Further = "Далее, {0}:",
        Also = "К вопросу относится и следующее:",
        SeeAlso = "См. также:",
        Overview = "Вот что {0} говорит о {1}:",
        Parts = "Некоторые составные части:",
        NothingFound = "В {0} не найдено ответа на этот вопрос.",
        Missing = "Эти слова не встречаются: {0}.",
        Nearest = "Ближайшие файлы: {0}.",
        AskForNames = "Попробуйте указать имя файла, типа или функции.",
        Greeting = "Здравствуйте! Спросите о {0}: я найду строки, относящиеся к вопросу, и процитирую их, каждую с источником.",
        Examples = "Например, можно спросить про {0}.",
        FollowUp = "Понято вместе с предыдущим вопросом: «{0}»",
        Degraded = "Поиск шёл только по словам; места, сказанные иначе, могли быть пропущены.",
        ThisRepository = "этом репозитории",
    };
}
