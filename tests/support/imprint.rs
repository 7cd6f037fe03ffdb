//! Documents with very many recipients.

/// Recipients of seven characters, all different.
pub fn recipients(count: usize) -> String {
    let digit =
        |place: usize, number: usize| "甲乙丙丁戊己庚辛壬癸".chars().nth(number / place % 10).unwrap();
    let name = |number| format!("澄湖县{}{}{}局", digit(100, number), digit(10, number), digit(1, number));
    (0..count).map(name).collect::<Vec<_>>().join("，") + "。"
}

/// A short document that is sent to them.
pub fn document(recipients: &str) -> String {
    format!(
        "layout = \"document\"\n[masthead]\ntitle = \"澄湖县人民政府文件\"\ncode = \"澄政发\"\nnumber = 8\n\
         issuer = \"澄湖县人民政府\"\ndate = 2026-04-08\n[[article]]\ntitle = \"关于加强农村公路养护的通知\"\n\
         body = \"\"\"\n现将有关事项通知如下。\n\"\"\"\n[distribution]\ncopy_to = \"{recipients}\"\n\
         [colophon]\nprinter = \"澄湖县人民政府办公室\"\nprinted = 2026-04-09\n"
    )
}

/// A short bulletin that is sent to them.
pub fn bulletin(recipients: &str) -> String {
    format!(
        "layout = \"bulletin\"\n[masthead]\ntitle = \"工作简报\"\nnumber = 8\nissuer = \"办公室\"\n\
         date = 2026-04-08\n[[article]]\ntitle = \"标题\"\nbody = \"\"\"\n正文。\n\"\"\"\n[distribution]\n\
         report = \"县委。\"\nissue = \"{recipients}\"\nsend = \"{recipients}\"\ncopies = 100\n"
    )
}
