/** How catalogues write that an item belongs to no set. Stored as '' and asked for by this word. */
export const ungrouped = '未分类'
