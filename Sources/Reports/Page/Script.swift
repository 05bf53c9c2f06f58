/// Filter and search, for pages that are read on a screen. Everything is readable without it, and on paper a finding
/// hidden by the filter is printed all the same.
enum Script {
  static let text = #"""
    (function(){
    'use strict';
    var form=document.getElementById('filter');
    if(!form)return;
    var output=form.querySelector('output'),none=document.querySelector('.none');
    var index=null,timer=0;
    function fold(text){return text.normalize('NFKC').toLowerCase();}
    function build(){
      index=Array.prototype.map.call(document.querySelectorAll('.blk'),function(block){
        return{element:block,groups:Array.prototype.map.call(block.querySelectorAll('.g'),function(group){
          return{element:group,o:group.dataset.o,s:group.dataset.s,head:fold(group.firstElementChild.textContent),
            items:Array.prototype.map.call(group.lastElementChild.children,function(item){
              return{element:item,u:item.dataset.u,t:item.dataset.t||group.dataset.t,text:null};})};})};});
    }
    function matches(item,head,words){
      if(!words.length)return true;
      if(item.text===null)item.text=fold(item.element.textContent);
      return words.every(function(word){return head.indexOf(word)>=0||item.text.indexOf(word)>=0;});
    }
    function hide(element,off){if(element.classList.contains('off')!==off)element.classList.toggle('off',off);}
    function wanted(name){return form.elements[name]?form.elements[name].value:'';}
    function apply(){
      if(!index)build();
      var u=wanted('u'),o=wanted('o'),s=wanted('s'),t=wanted('t');
      var words=fold(wanted('q')).split(/\s+/).filter(Boolean),shown=0,total=0;
      index.forEach(function(block){
        var inBlock=0;
        block.groups.forEach(function(group){
          var fits=(!o||group.o===o)&&(!s||group.s===s),inGroup=0;
          group.items.forEach(function(item){
            total++;
            var on=fits&&(!u||item.u===u)&&(!t||item.t===t)&&matches(item,group.head,words);
            hide(item.element,!on);
            if(on)inGroup++;
          });
          hide(group.element,!inGroup);
          inBlock+=inGroup;
        });
        hide(block.element,!inBlock);
        shown+=inBlock;
      });
      output.textContent=shown===total?'共 '+total+' 个':'显示 '+shown+' 个，共 '+total+' 个';
      none.hidden=shown>0;
    }
    function soon(){clearTimeout(timer);timer=setTimeout(apply,120);}
    form.hidden=false;
    form.addEventListener('input',soon);
    form.addEventListener('change',soon);
    form.addEventListener('reset',function(){setTimeout(apply,0);});
    form.addEventListener('submit',function(event){event.preventDefault();apply();});
    })();
    """#
}
